"""Words of the synthetic treebank (`synth.py`), by the part they play. Own lists, many fields; plurals are made by rule."""

from __future__ import annotations

MASS = """insulin glucose cortisol calcium magnesium zinc iron sodium potassium caffeine alcohol sugar salt starch fibre fiber protein fat cholesterol collagen keratin melanin melatonin serotonin
dopamine adrenaline oestrogen estrogen testosterone leptin ghrelin histamine glutamate acetylcholine oxygen nitrogen carbon hydrogen methane ozone carbon phosphorus sulphur chlorine ammonia nitrate
phosphate silica lime gypsum steel copper aluminium concrete cement plastic rubber glass timber wood paper cotton wool silk coal petrol diesel gasoline oil gas electricity power heat light sunlight water
rain rainfall snow ice fog wind humidity moisture drought flooding erosion deforestation overgrazing irrigation fertiliser compost manure mulch soil clay sand peat dust smoke soot pollution smog traffic noise
corrosion rust friction pressure tension torque wear fatigue vibration lubrication insulation ventilation cooling heating warming inflation deflation unemployment growth trade debt investment spending saving
demand supply consumption income wealth poverty inequality credit lending borrowing liquidity competition innovation automation migration urbanisation education literacy employment productivity
uncertainty confidence trust corruption regulation taxation sleep stress exercise training rest fasting smoking vaping breathing walking running cycling yoga meditation mindfulness boredom loneliness anxiety
depression anger fear pain itching swelling bleeding bloating nausea vomiting fever hunger thirst appetite digestion absorption metabolism respiration photosynthesis transpiration pollination germination
fermentation oxidation hydrolysis glycolysis lipolysis apoptosis autophagy inflammation immunity infection obesity diabetes asthma arthritis dementia anaemia hypertension osteoporosis cancer sepsis eczema
acne malaria tuberculosis influenza measles cholera myopia gout blood saliva mucus sweat urine bile plasma lymph cartilage muscle bone skin hair tissue myelin chlorophyll cellulose lignin pollen nectar honey
milk cheese yoghurt bread rice wheat maize barley soy garlic ginger turmeric cinnamon coffee tea cocoa chocolate broccoli spinach lettuce meat beef pork chicken fish seafood salmon olive milk butter aspirin ibuprofen
paracetamol metformin morphine warfarin penicillin creatine taurine carnitine theanine ashwagandha curcumin lactate pyruvate acetate butyrate ethanol folate biotin retinol niacin thiamine riboflavin selenium
iodine fluoride lithium lead mercury arsenic cadmium radiation ultraviolet biodiversity vegetation grass algae plankton coral krill livestock fishing logging mining farming grazing ploughing tillage sewage
runoff sediment salinity acidity alkalinity turbidity oxygenation eutrophication acidification circulation evaporation condensation precipitation permafrost albedo turbulence convection memory attention
learning concentration alertness creativity motivation mood vigilance cognition perception vision hearing balance posture flexibility strength endurance stamina coordination recovery ageing aging puberty
pregnancy menopause lactation fertility longevity mortality survival software hardware bandwidth latency encryption congestion throughput storage traffic advertising marketing tourism housing construction""".split()

COUNT = """plant leaf root stem seed flower fruit tree crop weed shrub forest wetland river lake stream ocean reef glacier desert mountain valley island coast city town village farm field garden park road bridge dam
building house roof wall window engine motor turbine pump valve pipe bearing gear brake tyre wheel battery cell panel sensor circuit transistor antenna satellite rocket aircraft ship car truck train vehicle
blade beam joint weld crack filter membrane catalyst enzyme hormone vitamin mineral antibody antigen receptor channel transporter kinase gene protein peptide amine acid lipid polymer polyphenol flavonoid
antioxidant probiotic prebiotic nutrient supplement drug medicine vaccine antibiotic steroid statin diuretic stimulant sedative painkiller inhibitor agonist antagonist toxin pollutant pesticide herbicide
fungicide insecticide solvent detergent pigment dye metal alloy crystal particle droplet aerosol cloud storm hurricane flood wildfire earthquake volcano heatwave tide current wave season winter summer
night day animal insect bee butterfly beetle ant mosquito bird owl fish frog snake mouse rat rabbit wolf deer cow sheep pig horse dog cat whale shark worm snail spider bat predator prey pest parasite virus
bacterium fungus yeast microbe pathogen strain species population community ecosystem habitat cell neuron astrocyte macrophage lymphocyte platelet erythrocyte hepatocyte osteoblast fibroblast mitochondrion
ribosome nucleus chromosome vesicle synapse axon dendrite nerve artery vein capillary vessel heart lung liver kidney stomach intestine colon pancreas spleen brain eye ear tooth gum tongue nail joint tendon
ligament ligament gland follicle airway bladder uterus ovary placenta foetus infant baby child teenager adult woman man patient athlete runner swimmer worker farmer student teacher doctor nurse parent
smoker consumer household firm company bank investor lender borrower exporter importer government country state region market industry factory retailer airline union tariff tax subsidy policy law price wage
rate cost profit loan bond stock currency dollar bank deposit mortgage budget deficit surplus recession boom crisis shock expectation incentive penalty fee quota sanction contract tumour tumor lesion ulcer
clot plaque stone cyst wound scar bruise burn fracture sprain headache migraine seizure stroke allergy rash cough cold infection symptom disease disorder syndrome complication meal snack diet breakfast
dinner drink beverage juice soda vegetable nut bean lentil pea potato tomato onion carrot apple banana berry grape orange lemon mushroom egg oil spice herb grain cereal sauce additive sweetener preservative
mechanism pathway process reaction response reflex signal message impulse pulse rhythm cycle phase stage step pattern structure barrier layer surface network system region area factor agent compound molecule ion
electron proton photon atom bond charge field force load wave frequency amplitude temperature level concentration dose amount number quantity share fraction ratio gradient threshold limit capacity density volume
depth height width length weight speed rate intensity duration frequency quality risk chance likelihood probability threat hazard danger benefit advantage problem difficulty failure error fault defect delay leak
blockage shortage deficiency excess imbalance change increase decrease reduction rise fall drop decline improvement loss gain shift surge peak spike algorithm computer server database screen phone app website user programmer
habit behaviour emotion thought belief goal task skill reward punishment test exam lesson classroom conversation decision judgement mistake memory dream nightmare belief virus""".split()

VERBNOUN = """increase decrease rise fall drop change release uptake intake supply demand stress exercise sleep damage cause result effect link use need work study report test treatment delay fatigue interest help
support control function form level rate shift trigger boost heat burn cost trade harm benefit influence impact limit balance cover plant water light fuel signal process produce store transport attack fight
harvest flow trap block measure dose grasp decline decay surge spike leak break cut stop start gain loss release load force stretch stress train drive ride walk swing turn swell cough itch ache pain sense
smell taste touch sound echo pulse beat pump filter drain flood freeze thaw melt spread contact contract bind bond bridge coat colour dye mark market price tax fine charge pay spend export import""".split()
"""Words that are verbs as well as nouns: the parser must tell them apart by their place."""

ADJECTIVES = """chronic acute severe mild high low normal healthy unhealthy strong weak large small long short deep shallow hot cold warm cool dry wet humid bright dark clean dirty young old early late new modern heavy
light dense thin thick soft hard rigid flexible fast slow rapid gradual sudden steady frequent rare common natural artificial organic synthetic chemical physical mental emotional social economic financial
fiscal monetary political global local regional urban rural coastal marine tropical arctic alpine solar electric electrical mechanical thermal optical nuclear magnetic digital cardiac renal hepatic gastric
intestinal pulmonary vascular arterial venous cerebral neural neuronal synaptic cortical muscular skeletal dermal nasal oral dental ocular immune hormonal metabolic genetic epigenetic bacterial viral fungal
microbial parasitic allergic inflammatory systemic peripheral central visceral cognitive visual auditory sensory motor autonomic sympathetic parasympathetic circadian nocturnal seasonal annual daily weekly
dietary nutritional essential important critical vital key main major minor primary secondary specific general excessive adequate sufficient insufficient poor rich good bad better worse harmful beneficial
toxic safe dangerous stable unstable sensitive resistant soluble insoluble acidic alkaline saline fertile barren dead alive active inactive passive free fresh raw whole total partial complete public private
foreign domestic cheap expensive affordable available effective efficient reliable robust fragile complex simple several many various certain different similar other additional extra further long-lasting""".split()

JJR = "higher lower greater larger smaller longer shorter stronger weaker faster slower better worse warmer cooler hotter colder drier wetter deeper more less fewer thicker thinner heavier lighter cheaper".split()

VBN_ADJ = """reduced increased elevated impaired improved disturbed disrupted damaged depleted restored enhanced altered raised lowered prolonged sustained restricted limited refined fried fermented processed saturated
trapped stored dissolved inflamed infected blocked narrowed stressed injured aged diluted polluted contaminated unregulated uncontrolled untreated repeated delayed fragmented concentrated""".split()
VBG_ADJ = "rising falling growing declining increasing decreasing circulating ageing warming melting shrinking expanding developing existing underlying resulting competing surrounding spreading soaring running".split()

ADVERBS = """also often directly indirectly quickly slowly rapidly gradually sharply strongly slightly significantly markedly substantially effectively selectively rarely usually typically generally frequently mainly
mostly largely partly greatly temporarily permanently simultaneously therefore thus eventually ultimately probably possibly consistently reliably further actively efficiently merely simply still then""".split()
OPENERS = "However Therefore Thus Moreover Furthermore Consequently Additionally Instead Similarly Meanwhile Normally Usually Typically Often Sometimes Eventually Ultimately Importantly Also Conversely Likewise".split()

TRANSITIVE = """use eat drink make take contain store absorb measure study need want produce carry move push pull hold cover fill feed burn waste save spend earn buy sell export import build repair clean wash heat
cool cut break open close lift drop throw catch reach cross enter leave follow lead guide teach train test check watch see hear feel notice remember forget learn describe explain predict estimate compare treat
cure heal harm hurt kill attack eat hunt pollinate plant grow water harvest store process pump filter drain collect gather spread release emit reflect scatter trap convert split join mix combine separate
remove replace add provide supply deliver send receive share owe lose gain win raise lower narrow widen clear dry freeze melt warm dim brighten soften harden coat line surround support hold brace pressurise
choose prefer avoid ignore accept reject adopt ban tax fund finance subsidise regulate manage plan design run operate install upgrade digest secrete excrete inhale exhale swallow chew express encode transcribe translate
copy methylate cleave fold transport recognise detect sense bind attract repel contract stretch shorten tire exhaust refresh soothe calm irritate itch scare please annoy interest surprise bore motivate""".split()
PREPOSITIONAL = """depend:on rely:on act:on work:on focus:on live:on feed:on impact:on bear:on contribute:to lead:to respond:to belong:to adapt:to bind:to attach:to amount:to add:to relate:to result:in participate:in
reside:in accumulate:in occur:in dissolve:in interfere:with interact:with compete:with combine:with correlate:with vary:with increase:with decline:with arise:from result:from stem:from come:from suffer:from
benefit:from recover:from emerge:from consist:of account:for compensate:for care:for search:for allow:for protect:against guard:against fight:against pass:through flow:through travel:through leak:into enter:into
turn:into develop:into convert:into break:into rise:with spread:across move:across move:toward diffuse:across stick:to cling:to shift:to""".split()
INTRANSITIVE = """rise fall grow shrink drop decline increase decrease improve worsen weaken strengthen expand contract slow accelerate stop start begin end persist vanish disappear appear emerge occur happen die
survive thrive sleep rest breathe sweat cough swell ache bleed heal age rot decay rust crack leak melt freeze boil evaporate condense flow drift sink float move stall recover relapse collapse fail succeed
spread migrate bloom wilt germinate ripen ferment oxidise corrode erode soften harden dry warm cool burn change vary differ matter""".split()
RAISING = "tend appear seem continue begin start serve work act fail struggle".split()
ACTING = "cause allow enable lead force encourage prompt stimulate motivate induce drive push train require permit help".split()
KNOWING = "know think believe find show expect say report suppose assume estimate suspect observe see understand".split()
SAYING = "suggest show indicate find report believe think argue claim note confirm say propose reveal demonstrate mean imply conclude assume predict warn explain know".split()
SAYERS = "study researcher scientist experiment trial doctor expert economist engineer author review datum result finding evidence research analysis survey observation farmer ecologist report model critic".split()
ADJ_TO = "able likely unlikely ready prone quick slow free unable".split()
ADJ_PREP = """essential:for important:for necessary:for vital:for responsible:for good:for bad:for sufficient:for available:for rich:in low:in high:in poor:in common:in abundant:in present:in dependent:on reliant:on
sensitive:to resistant:to vulnerable:to similar:to toxic:to harmful:to beneficial:to due:to prone:to critical:to central:to full:of capable:of typical:of independent:of absent:from different:from free:from
associated:with consistent:with effective:against active:against""".split()
ROLES = """cause driver source product form part sign symptom marker regulator inhibitor activator mediator component ingredient precursor consequence result trigger predictor determinant barrier type kind
byproduct measure indicator example function effect feature""".split()
KINDS = "mineral vitamin hormone enzyme drug metal gas toxin plant herb fungus bacterium protein process technique nutrient compound molecule method disease pigment tax policy device material polymer sport crop".split()
WHERE = "in:in on:on at:at during:during after:after before:before across:across throughout:throughout under:under within:within among:among inside:inside near:near around:around over:over between:between".split()
BY_WAY = "through via without despite because_of due_to owing_to thanks_to as_a_result_of by_means_of instead_of with for like unlike compared_with in_response_to from against along_with in_addition_to".split()
IRREGULAR = {
    "rise": "rose risen", "fall": "fell fallen", "grow": "grew grown", "shrink": "shrank shrunk", "make": "made made", "take": "took taken", "give": "gave given", "bring": "brought brought",
    "drive": "drove driven", "come": "came come", "arise": "arose arisen", "mean": "meant meant", "lead": "led led", "bind": "bound bound", "keep": "kept kept", "let": "let let", "cut": "cut cut",
    "hurt": "hurt hurt", "get": "got got", "show": "showed shown", "underlie": "underlay underlain", "fight": "fought fought", "sit": "sat sat", "break": "broke broken", "begin": "began begun",
    "run": "ran run", "reset": "reset reset", "eat": "ate eaten", "drink": "drank drunk", "hold": "held held", "feed": "fed fed", "spend": "spent spent", "buy": "bought bought", "sell": "sold sold",
    "build": "built built", "throw": "threw thrown", "catch": "caught caught", "leave": "left left", "teach": "taught taught", "see": "saw seen", "hear": "heard heard", "feel": "felt felt",
    "forget": "forgot forgotten", "freeze": "froze frozen", "spread": "spread spread", "send": "sent sent", "lose": "lost lost", "win": "won won", "choose": "chose chosen", "split": "split split",
    "sleep": "slept slept", "bleed": "bled bled", "swell": "swelled swollen", "sink": "sank sunk", "think": "thought thought", "find": "found found", "say": "said said", "know": "knew known",
    "understand": "understood understood", "stick": "stuck stuck", "cling": "clung clung", "bear": "bore borne", "overcome": "overcame overcome", "become": "became become", "offset": "offset offset",
    "set": "set set", "put": "put put", "shut": "shut shut", "light": "lit lit", "pay": "paid paid", "lay": "laid laid", "wear": "wore worn", "speed": "sped sped", "deal": "dealt dealt", "burn": "burned burned",
    "learn": "learned learned", "stand": "stood stood", "withstand": "withstood withstood", "undergo": "underwent undergone", "write": "wrote written", "ride": "rode ridden", "swing": "swung swung",
    "have": "had had", "do": "did done", "go": "went gone", "tear": "tore torn", "wind": "wound wound", "thin": "thinned thinned", "plug": "plugged plugged", "slow": "slowed slowed", "beat": "beat beaten",
    "outweigh": "outweighed outweighed", "shed": "shed shed", "quit": "quit quit", "steal": "stole stolen", "shake": "shook shaken", "tell": "told told", "meet": "met met", "flee": "fled fled", "hit": "hit hit",
}
PLURALS = {
    "leaf": "leaves", "tooth": "teeth", "foetus": "foetuses", "child": "children", "woman": "women", "man": "men", "mouse": "mice", "bacterium": "bacteria", "fungus": "fungi", "mitochondrion": "mitochondria",
    "nucleus": "nuclei", "crisis": "crises", "synapse": "synapses", "datum": "data", "analysis": "analyses", "loaf": "loaves", "wolf": "wolves", "sheep": "sheep", "fish": "fish", "deer": "deer", "aircraft": "aircraft",
    "species": "species", "stomach": "stomachs", "echo": "echoes", "hypothesis": "hypotheses", "axis": "axes", "alga": "algae", "larva": "larvae", "ovary": "ovaries", "virus": "viruses", "uterus": "uteri", "half": "halves", "life": "lives", "potato": "potatoes", "tomato": "tomatoes", "volcano": "volcanoes",
}
