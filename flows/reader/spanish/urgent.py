"""Spanish phrases of what cannot wait, and of what only sounds so: emergencies, opting out, the wrong number, a person."""

URGENT = {
    "COMPLAINT": """
        lo peor | espere una hora | esperando una hora |         queja | pesimo | pesima | terrible | muy mal servicio | mal servicio | inaceptable | grosero | grosera
    """,
    "HUMAN": """
        <gente> por favor | hablar con | hablar a | una persona | un humano | ^persona | ^humano | ^agente | ^operadora
        ^recepcionista | alguien … atender/atienda/hablar | llamarme | marcarme | me marque/marquen/marca/marcan | marqueme | marquenme | hablar con la/el/una/un | llameme | llamenme | me llame | me llamen | me pueden llamar | me puede llamar | que alguien
        comuniqueme | paseme | pasame con | quiero hablar | atienda alguien | hablar por telefono | a quien llamo
        numero de telefono | de verdad
    """,
    "EMERGENCY": """
        emergencia | urgencia | no … puedo/puede … <respirar> | casi no … <respirar> | dificultad/trabajo/cuesta/costando … <respirar> | no respira
        falta … aire | falta de aire | me ahogo | se ahoga | ahogando | asfixia | se me cierra la garganta | garganta … cerrando/cierra
        no … para/deja/paro/dejo/detiene/parar … <sangra> | <sangra> … no … para/deja/detiene | <sangra> mucho | mucha sangre | mucho sangrado
        sigo/sigue/siguen sangrando | sangrando … mucho | chorro de sangre | boca … llena de sangre | hemorragia | no … salir sangre
        <cara> … <hinchado> | <hinchado> … <cara> | <hinchado> … fiebre/calentura/temperatura | fiebre/calentura/temperatura … <hinchado>
        mucha hinchazon | muy hinchado/hinchada | se me hincho | se le hincho | no puedo abrir la boca | no abre la boca
        diente … flojo … golpe
        pegaron/golpe/golpearon/pegue/golpeo/pego … cara/boca/diente/dientes/mandibula | se cayo y … <diente>/boca/cara | <cara> … como … pelota/globo/balon | cerrando … garganta | quebro/rompio/fracturo/zafo la/mi/su mandibula/quijada/cara | llevo … sangrando | se cayo … bici/bicicleta/escaleras/patin/patineta | <hinchado> … llegando/subiendo/extendiendo/creciendo | mandibula/quijada … rota/trabada/zafada
        accidente … <diente>/boca/cara | dolor insoportable | dolor muy fuerte | dolor fuertisimo | no aguanto … dolor | no soporto … dolor | ya no aguanto
        reaccion alergica | ronchas | alergia … medicina/antibiotico | me desmaye | se desmayo | inconsciente | dolor de/en pecho | 911 | convulsion | infarto
    """,
    "KNOCKED_OUT": """
        se me/le cayo/salio/tumbo/zafo … <diente> | <diente> … se cayo/salio/zafo | le/me tumbaron/volaron/tiraron … <diente> | perdi un diente
    """,
    "ATTACK": """
        ignora/ignore/olvida/olvide … instrucciones/reglas | la lista de pacientes | lista de todos los pacientes | quien mas viene | otros pacientes
    """,
    "ABUSE": "idiota | idiotas | estupido | estupidos | pendejo | pendejos | chinga | chinguen | mierda | imbecil | imbeciles | vayanse al diablo",
    "SAFE": """
        no es una? emergencia/urgencia | sin <hinchado>/sangrado/fiebre | no … tengo/hay/tiene/esta/estoy … <hinchado>/sangrando/sangrado | ya no … <sangra>/<hinchado>
        ya me/se … bajo/quito … <hinchado> | bajo la hinchazon | <hinchado> … bajo/bajando/mejor | ya paro de sangrar | ya dejo de sangrar
        normal … <hinchado>/<sangra> | poco/poquito/leve de? <hinchado>/<sangra> | sangran … encias | encias … sangran | ya puedo respirar | diente de leche
        respira/respiro bien
    """,
    "CRISIS": """
        quiero morir | me quiero morir | quiere morir | querer morir | quiero morirme | no quiero vivir | ya no quiero vivir | no quiero seguir viviendo | suicidarme | suicidio | matarme
        quitarme la vida | acabar con mi vida | terminar con mi vida | hacerme dano | quiero desaparecer | sin ganas de vivir
    """,
    "DECEASED": """
        fallecio | ha fallecido | fallecido | fallecida | murio | se murio | <kin> muerto/muerta | <kin> … murio/fallecio | perdimos a <kin>/mi | perdi a mi
        ya no esta con nosotros | en paz descanse | funeral | velorio | defuncion | luto
    """,
    "LIVES": "telefono/celular/bateria/perro/perra/gato/gata/carro/nervio … murio | murio … telefono/celular/bateria/perro/gato",
    "OPT_OUT": """
        ^alto$ | ^parar$ | ^basta$ | ^stop$ | ^pare$ | ^paren$ | ya basta | ya no? mas <mensajes> | no mas <mensajes> | no … manden/mande/mandes/escriban/escriba/escribas/envien/envie/envies/molesten/moleste/molestes/contacten/contacte/texteen/textees
        <deje> de mandar/mandarme/escribir/escribirme/enviar/enviarme/molestar/molestarme/textear/textearme/contactarme | <deje> … <mensajes>
        no quiero mas <mensajes> | no quiero … <mensajes> | ya no quiero … <mensajes> | no quiero recibir | no deseo … <mensajes>/recibir | cancelar suscripcion
        cancele/cancelen/cancelar … <mensajes> | darme/deme/denme/dar/dan/dame de baja | quiero darme de baja | <quite> mi numero | <quite> de … lista | <quite> de esto/ahi/aqui$
        dejenme/dejeme/dejame de escribir/mandar/molestar/enviar/textear | dejenme en paz | dejeme en paz | dejame en paz | fuera de … lista | ya no … textos/mensajes | bloquear … numero | olviden mi numero
        no me interesa/interesan … <mensajes>/recibir | no gracias no mas | yo no pedi | nunca me inscribi/suscribi | detener <mensajes> | no autorizo | revoco
    """,
    "KEEP_ON": "no dejen/deje/paren/pare de mandar/mandarme/enviar/enviarme | no … deje/dejen … recordatorios",
    "OPT_IN": """
        quiero recibir … <mensajes> | si quiero … <mensajes> | pueden mandarme … <mensajes> | activar mensajes | volver a recibir | mandeme mensajes otra vez | reactivar
    """,
    "HELP": """
        de que se trata | que es esto | de parte de quien | quien es$ | quien es usted | quien habla | quien eres | ^ayuda | que puede hacer | como funciona | me puede ayudar
        me ayuda | ayudeme
    """,
    "WRONG_NUMBER": """
        numero equivocado | se equivoco | se equivocaron | te equivocaste | ^equivocado | ^equivocada | no conozco | no soy <name> | no soy yo$ | no soy esa/ese | no soy la/el persona/senor/senora
        no es mi numero | no … es … numero de | este no es el numero | ya no es el numero | este numero … mio/nuevo/otra | numero nuevo … no | se equivocan | equivocado | ya no … este numero/telefono/celular | este telefono/celular … no/ya | ya no es de ella/el/<name> | aqui no hay <name> | no se quien
        aqui no … vive/hay/esta <name>/ninguna/ningun/nadie | no vive aqui | aqui no … <name>$ | acabo de … este numero | no es <name> | no hay ningun/ninguna <name>
        me dieron este numero | <name> ya no tiene | ya no tiene este numero | cambio de numero … <name> | persona equivocada
    """,
}
